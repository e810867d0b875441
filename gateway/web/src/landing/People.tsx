import { byStory, type Persona } from "./house";
import type { Words } from "./words";

interface Props {
  readonly say: Words;
  readonly personas: readonly Persona[];
  readonly current: string | undefined;
  readonly become: (person: string) => void;
}

/** The people of the stories, each a button. Their words are the server's. */
export function People({ say, personas, current, become }: Props) {
  return (
    <section aria-labelledby="choose">
      <h2 id="choose">{say.choose}</h2>
      <p>{personas.length === 0 ? say.nobodySeeded : say.chooseHow}</p>
      {byStory(personas).map(([story, people]) => (
        <section key={story} aria-label={story}>
          <h3>{story}</h3>
          <ul className="people">
            {people.map(({ id, label, note }) => (
              <li key={id}>
                <button type="button" aria-current={id === current ? "true" : undefined} onClick={() => become(id)}>
                  <strong>{label}</strong>
                  {note && <span>{note}</span>}
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </section>
  );
}
