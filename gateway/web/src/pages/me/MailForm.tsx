import { useAct } from "../../api/useAct";
import { type Language, languages, named } from "../../app/language";
import { SubmitButton } from "../../ui/ActButton";
import { SelectField } from "../../ui/fields";
import { Form, useForm } from "../../ui/form";
import { Moment } from "../../ui/format";
import { useMeWords } from "../../words/me";
import { type Me, SetMail } from "./operations";

const zones = Intl.supportedValuesOf("timeZone");
const hours = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: `${hour}:00` }));

/** When and how the viewer is written to. */
export function MailForm({ mail }: { readonly mail: Me["mail"] }) {
  const say = useMeWords();
  const act = useAct(SetMail);
  const { digest, hour, zone, language } = mail;
  const form = useForm({ initial: { digest: digest as string, hour: String(hour), zone, language } });
  const send = () =>
    act.send({
      input: {
        digest: form.values.digest === "off" ? "off" : "daily",
        hour: Number(form.values.hour),
        zone: form.values.zone,
        language: form.values.language,
      },
    });
  const known = zones.includes(zone) ? zones : [zone, ...zones];
  return (
    <Form form={form} act={act} onSubmit={send} label={say("mail.title")}>
      <p className="small">{say("mail.what")}</p>
      <SelectField
        name="digest"
        label={say("mail.digest")}
        choices={(["daily", "off"] as const).map((value) => ({ value, label: say(`mail.${value}`) }))}
      />
      <SelectField name="hour" label={say("mail.hour")} choices={hours} />
      <SelectField name="zone" label={say("mail.zone")} choices={known.map((each) => ({ value: each, label: each }))} />
      <SelectField
        name="language"
        label={say("mail.language")}
        choices={languages.map((each: Language) => ({ value: each, label: named[each] }))}
      />
      <div className="row">
        <SubmitButton act={act}>{say("save")}</SubmitButton>
        <span role="status">{act.standing === "done" ? say("saved") : ""}</span>
      </div>
      {mail.next && <p className="small">{say.rich("mail.next", { when: <Moment at={mail.next} /> })}</p>}
      {!mail.sends && <p className="small">{say("mail.silent")}</p>}
    </Form>
  );
}
