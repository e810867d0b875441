import { Button, NativeSelect, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useSearchParams } from "react-router";
import { useDirectoryWords } from "../../words/directory";

/** What is searched for stands in the address: it can be sent to somebody, and "back" goes back. */
export function SearchForm() {
  const say = useDirectoryWords();
  const [asked, ask] = useSearchParams();
  const [search, setSearch] = useState(asked.get("q") ?? "");
  const [kind, setKind] = useState(asked.get("kind") ?? "");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask({ ...(search.trim() ? { q: search.trim() } : {}), ...(kind ? { kind } : {}) });
  };
  return (
    <search>
      <form className="directory-search" onSubmit={submit} aria-label={say("search")}>
        <TextInput
          type="search"
          label={say("search")}
          description={say("searchWhat")}
          dir="auto"
          value={search}
          maxLength={200}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <NativeSelect
          label={say("kind.label")}
          value={kind}
          data={[
            { value: "", label: say("kind.all") },
            { value: "organization", label: say("kind.organization") },
            { value: "person", label: say("kind.person") },
          ]}
          onChange={(event) => setKind(event.currentTarget.value)}
        />
        <Button type="submit">{say("go")}</Button>
      </form>
    </search>
  );
}
