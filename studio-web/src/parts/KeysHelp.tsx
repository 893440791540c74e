import { Fragment, useEffect, useState } from "react";
import { useWords } from "../words";
import { useKeyGroups } from "../words/keys";
import { Button, Dialog } from "./widgets";

/** The help about keys: opened by a button, or by the key `?` anywhere outside a field. */
export function KeysHelp() {
  const words = useWords();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const isTyping =
        event.target instanceof Element && event.target.closest("input, select, textarea");
      if (event.key === "?" && !isTyping) setOpen(true);
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
  return (
    <>
      <Button aria-label={words.keys} onPress={() => setOpen(true)}>
        ?
      </Button>
      <Dialog title={words.keys} close={words.close} isOpen={isOpen} onClose={() => setOpen(false)}>
        <p className="soft">{words.keysHint}</p>
        <Keys />
      </Dialog>
    </>
  );
}

function Keys() {
  return useKeyGroups().map(({ title, keys }) => (
    <section key={title} className="keys">
      <h3>{title}</h3>
      <dl>
        {keys.map(([key, does]) => (
          <Fragment key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </Fragment>
        ))}
      </dl>
    </section>
  ));
}
