import { Button, Textarea } from "@mantine/core";
import { useId, useState } from "react";
import { proofFile } from "../../../api/proof";
import { Section } from "../../../ui/page";
import { Loading } from "../../../ui/states";
import { canVerify } from "../../../verify/key";
import { note, noted } from "../../../verify/noted";
import { type Verdict, verify } from "../../../verify/verify";
import { useAgreementWords } from "../../../words/agreement";
import { useAgreement } from "../agreement";
import { Found } from "./Found";

type Step =
  | { readonly is: "idle" | "busy" | "away" | "unable" }
  | { readonly is: "done"; readonly verdict: Verdict; readonly against: "noted" | "given" | "nothing" };

/** Verification in this browser: the server hands out bytes, and is not believed. */
export function Component() {
  const say = useAgreementWords();
  const { id } = useAgreement();
  const [step, setStep] = useState<Step>({ is: "idle" });
  const [older, setOlder] = useState("");
  const picker = useId();

  const judge = async (file: string, ours: boolean, head: string | null) => {
    const before = ours ? noted() : null;
    const against = older.trim() ? "given" : head ? "noted" : "nothing";
    const verdict = await verify(file, { key: before?.key, older: head ?? undefined });
    if (ours && !verdict.finding && verdict.file) note({ key: verdict.file.key, head: verdict.file.head });
    setStep({ is: "done", verdict, against });
  };

  const run = async (chosen?: File) => {
    setStep({ is: "busy" });
    if (!(await canVerify())) return setStep({ is: "unable" });
    const given = older.trim() ? `${older.trim()}\n` : null;
    if (chosen) return judge(await chosen.text(), false, given);
    const head = given ?? noted()?.head ?? null;
    const file = await proofFile(id, head);
    if (file === null) return setStep({ is: "away" });
    return judge(file, true, head);
  };

  return (
    <Section title={say("verify.title")}>
      <p>{say("verify.what")}</p>
      <div className="row">
        <Button onClick={() => void run()} aria-disabled={step.is === "busy" || undefined}>
          {say("verify.now")}
        </Button>
        <label htmlFor={picker} className="agreement-file">
          {say("verify.choose")}
        </label>
        <input
          id={picker}
          type="file"
          accept=".json,application/json"
          onChange={(e) => {
            const [file] = e.currentTarget.files ?? [];
            if (file) void run(file);
          }}
        />
      </div>
      <details>
        <summary>{say("verify.older")}</summary>
        <Textarea
          label={say("verify.olderHead")}
          description={say("verify.olderWhy")}
          value={older}
          rows={5}
          autosize
          onChange={(e) => setOlder(e.currentTarget.value)}
        />
      </details>
      <div role="status">
        {step.is === "busy" && <Loading lines={3} />}
        {step.is === "away" && <p>{say("verify.away")}</p>}
        {step.is === "unable" && <p>{say("verify.unable")}</p>}
        {step.is === "done" && <Found verdict={step.verdict} against={step.against} />}
      </div>
    </Section>
  );
}
