import { useNavigate } from "react-router";
import { useAct } from "../../api/useAct";
import { useLive } from "../../api/useLive";
import { BecomePersona, PersonasQuery } from "../../app/operations";
import { useSession } from "../../app/session";
import { Outcome } from "../../ui/Outcome";
import { Section } from "../../ui/page";
import { SafeText } from "../../ui/text";
import { useLoginWords } from "../../words/login";

/** The people of the stories, where this installation has them: a click and one is they. */
export function Personas() {
  const say = useLoginWords();
  const go = useNavigate();
  const { changed } = useSession();
  const live = useLive(PersonasQuery, {});
  const act = useAct(BecomePersona);
  if (!live.data) return null; // an installation that is not for development has no such field
  const become = async (person: string) => {
    const payload = await act.send({ person });
    if (!payload) return;
    await changed(payload.position);
    await go("/");
  };
  const stories = Map.groupBy(live.data.personas, ({ story }) => story);
  return (
    <Section title={say("personas.title")}>
      <p className="small">{say(live.data.personas.length > 0 ? "personas.how" : "personas.none")}</p>
      <Outcome act={act} />
      {[...stories].map(([story, people]) => (
        <section key={story} aria-label={story}>
          <h3>{story}</h3>
          <ul className="cards">
            {people.map(({ id, label, note }) => (
              <li key={id}>
                <button type="button" className="card" onClick={() => void become(id)}>
                  <strong>
                    <SafeText>{label}</SafeText>
                  </strong>
                  {note && <SafeText>{note}</SafeText>}
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Section>
  );
}
