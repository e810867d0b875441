import { useNavigate } from "react-router";
import { may } from "../../../api/graphql";
import { useAct } from "../../../api/useAct";
import { path } from "../../../app/paths";
import { useSession } from "../../../app/session";
import { SubmitButton, useAsked } from "../../../ui/ActButton";
import { Confirm } from "../../../ui/Confirm";
import { CheckField, TextField } from "../../../ui/fields";
import { Form, useField, useForm } from "../../../ui/form";
import { useFormat } from "../../../ui/format";
import { Private } from "../../../ui/page";
import { plain } from "../../../ui/text";
import { instantOf } from "../../../ui/when";
import { useRoomsWords } from "../../../words/rooms";
import { seatName } from "../SeatName";
import { ownSeat, present, seatsOf, useTable } from "../table";
import { OpenCaucus } from "./operations";
import { RoomHead } from "./RoomHead";

interface Typed extends Record<string, unknown> {
  title: string;
  seats: readonly string[];
  facilitator: boolean;
  offRecord: boolean;
  eraseAt: string;
}

/** Opens a closed room: who is in it is said before it is there. */
export function OpenForm() {
  const say = useRoomsWords();
  const format = useFormat();
  const table = useTable();
  const go = useNavigate();
  const { zone } = useSession();
  const act = useAct(OpenCaucus);
  const form = useForm<Typed>({
    draft: `room.open:${table.id}`,
    initial: { title: "", seats: [], facilitator: false, offRecord: false, eraseAt: "" },
  });
  const { title, seats, facilitator, offRecord, eraseAt } = form.values;
  const wish = {
    input: {
      negotiation: table.id,
      seats: [...seats],
      ...(facilitator && { facilitator }),
      ...(offRecord ? { offRecord, ...(eraseAt && { eraseAt: instantOf(eraseAt, zone) }) } : title && { title }),
    },
  };
  const { foreseen, request, confirm, cancel } = useAsked({
    act,
    wish,
    ask: "always",
    onDone: (payload) => {
      form.reset();
      if (payload.caucus) void go(path.room(table.id, payload.caucus.id));
    },
  });
  const led = table.talks?.facilitator;
  const others = seatsOf(table).filter((seat) => present(seat) && seat.id !== ownSeat(table));
  const invited = [
    ...others.filter(({ id }) => seats.includes(id)).map((seat) => seatName(seat) ?? ""),
    ...(facilitator && led ? [plain(led.name)] : []),
  ];
  const readers = format.list([say("open.you"), ...invited]);
  return (
    <Private readers={readers}>
      <RoomHead title={say("open.title")} />
      <p>{say("open.lead")}</p>
      <Form form={form} act={act} label={say("open.title")} onSubmit={async () => request()}>
        <SeatsField choices={others.map((seat) => ({ id: seat.id, name: seatName(seat) ?? "" }))} />
        {led && <CheckField name="facilitator" label={say("open.facilitator", { who: plain(led.name) })} />}
        <CheckField name="offRecord" label={say("open.offRecord")} />
        {offRecord ? (
          <TextField
            name="eraseAt"
            kind="datetime-local"
            label={say("open.erase")}
            description={say("open.eraseHint")}
          />
        ) : (
          <TextField name="title" label={say("open.name")} />
        )}
        <div>
          <SubmitButton act={act} permission={may("openCaucus", table.viewerMay)}>
            {say("open.do")}
          </SubmitButton>
        </div>
      </Form>
      {foreseen && (
        <Confirm
          preview={foreseen}
          act={act}
          warning={say("open.readers", { who: readers })}
          confirm={confirm}
          cancel={cancel}
        >
          {say("open.do")}
        </Confirm>
      )}
    </Private>
  );
}

function SeatsField({ choices }: { readonly choices: readonly { id: string; name: string }[] }) {
  const say = useRoomsWords();
  const { value, set, error } = useField<readonly string[]>("seats");
  return (
    <fieldset className="rooms-calls">
      <legend>{say("open.seats")}</legend>
      {choices.length === 0 && <p className="small">{say("open.nobody")}</p>}
      {choices.map(({ id, name }) => (
        <label key={id}>
          <input
            type="checkbox"
            checked={value.includes(id)}
            onChange={(event) =>
              set(event.currentTarget.checked ? [...value, id] : value.filter((each) => each !== id))
            }
          />{" "}
          {name}
        </label>
      ))}
      {error && <p className="why">{error}</p>}
    </fieldset>
  );
}
