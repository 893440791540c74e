import { Fragment } from "react";
import { create } from "zustand";
import { usePrefs } from "../store/prefs";
import { useShortcuts } from "../store/shortcuts";
import { useWords } from "../words";
import { useKeyGroups } from "../words/keys";
import { Button, Dialog, Switch } from "./widgets";

/** Whether the help about keys is open. */
export const useKeysHelp = create(() => ({ isOpen: false }));

export const openKeysHelp = () => useKeysHelp.setState({ isOpen: true });

/** The help about keys: opened by a button, or by the key `?` anywhere outside a field. */
export function KeysHelp() {
  const words = useWords();
  const isOpen = useKeysHelp((help) => help.isOpen);
  const { singleKeys, set } = usePrefs();
  useShortcuts({ help: openKeysHelp });
  return (
    <>
      <Button aria-label={words.keys} aria-haspopup="dialog" onPress={openKeysHelp}>
        ?
      </Button>
      <Dialog
        title={words.keys}
        close={words.close}
        isOpen={isOpen}
        onClose={() => useKeysHelp.setState({ isOpen: false })}
      >
        <p className="soft">{words.keysHint}</p>
        <Switch
          label={words.singleKeys}
          isOn={singleKeys}
          onChange={(isOn) => set({ singleKeys: isOn })}
        />
        <div className="key-groups">
          <Keys />
        </div>
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
          <Fragment key={key + does}>
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
