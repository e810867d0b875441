import { Button } from "@mantine/core";
import { useState } from "react";
import { useAct } from "../../../api/useAct";
import { useLive } from "../../../api/useLive";
import { SubmitButton } from "../../../ui/ActButton";
import { TextField } from "../../../ui/fields";
import { Form, useForm } from "../../../ui/form";
import { plain, SafeText } from "../../../ui/text";
import { useGroundWords } from "../../../words/ground";
import type { Ground } from "./ground";
import { AppointFacilitator, PeopleQuery } from "./operations";

/** Proposes a person who helps the seats to talk; all of them have to want it. */
export function FacilitatorForm({ ground }: { readonly ground: Ground }) {
  const say = useGroundWords();
  const act = useAct(AppointFacilitator);
  const [search, setSearch] = useState("");
  const form = useForm({
    draft: `facilitator:${ground.id}`,
    initial: { find: "", person: "", name: "", interests: "", reason: "" },
  });
  const { find, person, name, interests, reason } = form.values;
  const wish = { input: { negotiation: ground.id, person, name, interests, reason } };
  const choose = (found: { readonly id: string; readonly name: string }) => {
    form.set("person", found.id);
    form.set("name", plain(found.name));
  };
  return (
    <Form
      form={form}
      act={act}
      label={say("facilitator.open")}
      onSubmit={() => act.send(wish)}
      preview={() => act.preview(wish)}
    >
      <div className="row">
        <TextField name="find" label={say("facilitator.find")} kind="search" />
        <Button variant="default" size="xs" onClick={() => setSearch(find)}>
          {say("facilitator.search")}
        </Button>
      </div>
      {search && <Found search={search} chosen={person} onChoose={choose} />}
      <TextField name="name" label={say("facilitator.name")} />
      <TextField name="interests" label={say("facilitator.interests")} rows={2} />
      <TextField name="reason" label={say("reason")} rows={2} />
      <div>
        <SubmitButton act={act}>{say("facilitator.propose")}</SubmitButton>
      </div>
    </Form>
  );
}

interface FoundProps {
  readonly search: string;
  readonly chosen: string;
  readonly onChoose: (person: { readonly id: string; readonly name: string }) => void;
}

function Found({ search, chosen, onChoose }: FoundProps) {
  const say = useGroundWords();
  const live = useLive(PeopleQuery, { search });
  const people = live.data?.directory?.edges.flatMap(({ node }) => (node.person ? [node.person] : [])) ?? [];
  if (live.data && people.length === 0) return <p className="small">{say("facilitator.nobody")}</p>;
  return (
    <ul className="rows">
      {people.map((person) => (
        <li key={person.id}>
          <span className="main">
            <SafeText>{person.name}</SafeText>
          </span>
          <Button
            variant={chosen === person.id ? "filled" : "default"}
            size="xs"
            aria-pressed={chosen === person.id}
            onClick={() => onChoose(person)}
          >
            {say(chosen === person.id ? "facilitator.chosen" : "facilitator.choose")}
          </Button>
        </li>
      ))}
    </ul>
  );
}
