import { Button } from "@mantine/core";
import { type ReactNode, useId } from "react";
import type { Permission } from "../api/graphql";
import { useSession } from "../app/session";
import { useAppWords } from "../words/app";

export interface Look {
  /** Of viewerMay; leave it out where the server has none for this act. */
  readonly permission?: Permission | undefined;
  readonly variant?: "filled" | "default" | "subtle" | "danger";
  readonly size?: "xs" | "sm" | "md";
  readonly children: ReactNode;
}

interface PermittedProps extends Look {
  readonly busy: boolean;
  readonly onClick?: () => void;
  readonly type?: "button" | "submit";
}

/** A button that says why it cannot be used, to eyes and screen readers. It stays reachable by keyboard. */
export function Permitted({
  permission,
  busy,
  onClick,
  type = "button",
  variant = "filled",
  size = "sm",
  children,
}: PermittedProps) {
  const say = useAppWords();
  const { viewer } = useSession();
  const id = useId();
  const why = reason(permission, viewer !== null, say("act.notSignedIn"));
  return (
    <span className="act">
      <Button
        type={why ? "button" : type}
        variant={variant === "danger" ? "outline" : variant}
        color={variant === "danger" ? "alarm" : undefined}
        size={size}
        data-disabled={why ? true : undefined}
        aria-disabled={why || busy ? true : undefined}
        aria-describedby={why ? id : undefined}
        aria-busy={busy || undefined}
        onClick={() => !why && !busy && onClick?.()}
      >
        {busy ? say("act.sending") : children}
      </Button>
      {why && (
        <span id={id} className="why">
          {why}
        </span>
      )}
    </span>
  );
}

function reason(permission: Permission | undefined, signedIn: boolean, logIn: string): string | null {
  if (!permission || permission.allowed) return null;
  return signedIn ? (permission.message ?? permission.code) : logIn;
}
