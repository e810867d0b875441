import { NativeSelect } from "@mantine/core";
import { may } from "../../api/graphql";
import { useAct } from "../../api/useAct";
import { useLive } from "../../api/useLive";
import { ActButton } from "../../ui/ActButton";
import { useLevelChoices } from "../../ui/levels";
import { Outcome } from "../../ui/Outcome";
import { Private } from "../../ui/page";
import { plain } from "../../ui/text";
import { useInitiativeWords } from "../../words/initiative";
import {
  type Initiative,
  type InitiativeSeat,
  OwnPresumptions,
  PresumeLevel,
  PublishPresumptions,
  StateLevel,
} from "./operations";

interface Props {
  readonly initiative: Initiative;
  readonly own: InitiativeSeat;
}

/** What one's own seat seeks, for all; what one thinks that others seek, for oneself until it is published. */
export function OwnLevel({ initiative, own }: Props) {
  const say = useInitiativeWords();
  const choices = useLevelChoices();
  const state = useAct(StateLevel);
  const publish = useAct(PublishPresumptions);
  const live = useLive(OwnPresumptions, { seat: own.id });
  const node = live.data?.node;
  const noted = node?.__typename === "Seat" ? node.presumptions.edges : [];
  const others = initiative.seats.edges
    .map(({ node }) => node)
    .filter(({ id, state: standing }) => standing === "taken" && id !== own.id);
  return (
    <>
      <NativeSelect
        className="initiative-level"
        label={say("own.seeks")}
        description={say("own.seeksWhat")}
        data={choices.map(({ value, label }) => ({ value, label }))}
        value={String(own.seeks ?? initiative.level)}
        onChange={(e) => void state.send({ input: { seat: own.id, seeks: Number(e.currentTarget.value) } })}
      />
      <Outcome act={state} />
      <Private readers={plain(own.organization?.name ?? own.name)} title={say("own.presume")}>
        <p className="small">{say("own.presumeWhat")}</p>
        <div className="initiative-presumed">
          {others.map((seat) => (
            <Presumed
              key={seat.id}
              own={own}
              about={seat}
              noted={noted.find((each) => each.node.about?.id === seat.id)?.node.level}
            />
          ))}
        </div>
        <ActButton
          act={publish}
          wish={{ input: { seat: own.id } }}
          ask="always"
          variant="default"
          permission={may("publishPresumptions", initiative.viewerMay)}
        >
          {say("own.publish")}
        </ActButton>
      </Private>
    </>
  );
}

interface PresumedProps {
  readonly own: InitiativeSeat;
  readonly about: InitiativeSeat;
  readonly noted: number | undefined;
}

function Presumed({ own, about, noted }: PresumedProps) {
  const say = useInitiativeWords();
  const choices = useLevelChoices();
  const act = useAct(PresumeLevel);
  return (
    <div>
      <NativeSelect
        label={plain(about.organization?.name ?? about.name)}
        data={[
          { value: "", label: say("own.unsaid"), disabled: noted !== undefined },
          ...choices.map(({ value, label }) => ({ value, label })),
        ]}
        value={noted === undefined ? "" : String(noted)}
        onChange={(e) =>
          e.currentTarget.value &&
          void act.send({ input: { seat: own.id, about: about.id, level: Number(e.currentTarget.value) } })
        }
      />
      <Outcome act={act} />
    </div>
  );
}
