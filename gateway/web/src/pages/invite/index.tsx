import { useState } from "react";
import { useParams } from "react-router";
import { useLive } from "../../api/useLive";
import { Waiting } from "../../ui/states";
import { useHeld } from "../../ui/useHeld";
import { Answered, type AnsweredAs } from "./Answered";
import "./invite.css";
import { JoinLetter } from "./JoinLetter";
import { Late } from "./Late";
import { Letter } from "./Letter";
import { InvitationQuery, JoinQuery } from "./operations";

/** An invitation, readable by whoever holds its token: to a seat at a table, or into an organization. */
export function Component() {
  const { token = "" } = useParams();
  return <Held key={token} token={token} />;
}

function Held({ token }: { readonly token: string }) {
  const live = useLive(InvitationQuery, { token });
  const card = useHeld(live.data?.invitation);
  const [answered, answer] = useState<AnsweredAs | null>(null);
  if (card && answered) return <Answered card={card} as={answered} />;
  if (card) return <Letter card={card} token={token} over={live.data?.invitation === null} answer={answer} />;
  if (!live.data) return <Waiting for={live} />;
  return <HeldToJoin token={token} />;
}

/** Tokens of both kinds look alike, and whoever holds one need not know which it is. */
function HeldToJoin({ token }: { readonly token: string }) {
  const live = useLive(JoinQuery, { token });
  const card = useHeld(live.data?.joinCard);
  if (card) return <JoinLetter card={card} token={token} />;
  return live.data ? <Late /> : <Waiting for={live} />;
}
