import type { Ref } from "react";
import type { Visitor, Wish } from "./house";
import type { Words } from "./words";

interface Props {
  readonly say: Words;
  readonly visitor: Visitor | null;
  readonly sentence: Ref<HTMLHeadingElement>;
  readonly wish: (wish: Wish) => void;
}

/** Whose session this is, and for whom it acts. */
export function You({ say, visitor, sentence, wish }: Props) {
  return (
    <section className="you" aria-labelledby="you">
      <div role="status">
        <h2 id="you" ref={sentence} tabIndex={-1}>
          {told(say, visitor)}
        </h2>
      </div>
      {visitor && visitor.organizations.length > 0 && <Organizations say={say} visitor={visitor} wish={wish} />}
      <div className="row">
        <a className="button main" href="/graphiql">
          {say.explore}
        </a>
        {visitor && (
          <button type="button" onClick={() => wish({ kind: "logOut" })}>
            {say.logOut}
          </button>
        )}
      </div>
    </section>
  );
}

function told(say: Words, visitor: Visitor | null): string {
  if (!visitor) return say.nobody;
  return visitor.actsFor ? say.you(visitor.name, visitor.actsFor.name) : say.youAlone(visitor.name);
}

function Organizations({ say, visitor, wish }: { say: Words; visitor: Visitor; wish: (wish: Wish) => void }) {
  const choices = [...visitor.organizations, { id: null, name: say.noOrganization }];
  const current = visitor.actsFor?.id ?? null;
  return (
    <fieldset className="row">
      <legend>{say.actFor}</legend>
      {choices.map(({ id, name }) => (
        <button
          type="button"
          key={id ?? ""}
          aria-pressed={id === current}
          onClick={() => id !== current && wish({ kind: "actFor", organization: id })}
        >
          {name}
        </button>
      ))}
    </fieldset>
  );
}
