/** The networks of the workspace: download, upload, query, delete. */
import { Scroll } from "../../parts/DataTable";
import { useId, useState } from "react";
import { api } from "../../engine/client";
import type { NetworkSummary } from "../../engine/types";
import { ErrorNote } from "../../parts/ErrorNote";
import { Button, Dialog } from "../../parts/widgets";
import { useWords } from "../../words";
import { nameOfFile } from "../lab/tables";
import { Confirm } from "./Dialogs";
import { CopyButton } from "../../parts/CopyButton";
import { curlOf, sizeText } from "../../parts/files";
import { base64Of } from "../../parts/pictures";
import { Moment } from "./Row";
import { useCatalogueWords } from "../../words/catalogue";
import { useRunsWords } from "./words";

interface NetworksProps {
  cards: NetworkSummary[];
  error: unknown;
  /** Fetches the list again, and announces the result. */
  onDone: (news: string) => void;
}

export function Networks({ cards, error, onDone }: NetworksProps) {
  const words = useRunsWords();
  const [queried, setQueried] = useState<NetworkSummary | null>(null);
  const [deleted, setDeleted] = useState<NetworkSummary | null>(null);
  return (
    <section className="card" aria-label={words.networks}>
      <h2>{words.networks}</h2>
      <p className="soft">{words.networksHint}</p>
      <ErrorNote error={error} />
      {cards.length > 0 && <Table cards={cards} onQuery={setQueried} onRemove={setDeleted} />}
      <Upload onDone={onDone} />
      {queried && <Curl card={queried} onClose={() => setQueried(null)} />}
      {deleted && (
        <Confirm
          question={words.removeNetwork(deleted.name)}
          onClose={() => setDeleted(null)}
          onConfirm={() => api.deleteNetwork(deleted.name).then(() => onDone(words.removed))}
        />
      )}
    </section>
  );
}

interface TableProps {
  cards: NetworkSummary[];
  onQuery: (card: NetworkSummary) => void;
  onRemove: (card: NetworkSummary) => void;
}

function Table({ cards, onQuery, onRemove }: TableProps) {
  const words = useRunsWords();
  const names = useCatalogueWords();
  const heads = words.network;
  return (
    <Scroll label={words.allNetworks}>
      <table className="cards">
        <thead>
          <tr>
            {Object.values(heads).map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
            <th scope="col">
              <span className="unseen">{words.actions}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {cards.map((card) => (
            <tr key={card.name}>
              <th scope="row" data-label={heads.name}>
                {card.name}
                {card.is_shipped && <span className="badge">{words.shipped}</span>}
              </th>
              <td data-label={heads.network} className="wide">
                {names.titleOf(card.network)}
              </td>
              <td data-label={heads.parameters}>{card.parameters}</td>
              <td data-label={heads.classes} className="wide">
                {card.classes?.join(", ") ?? words.numbers}
              </td>
              <td data-label={heads.size}>{sizeText(card.bytes)}</td>
              <td data-label={heads.saved}>
                <Moment at={card.saved} />
              </td>
              <td data-label={words.actions} className="whole">
                <span className="row">
                  <a
                    className="button"
                    href={api.networkAddress(card.name)}
                    aria-label={`${words.download}: ${card.name}`}
                  >
                    {words.download}
                  </a>
                  <Button aria-label={`${words.curl}: ${card.name}`} onPress={() => onQuery(card)}>
                    {words.curl}
                  </Button>
                  {!card.is_shipped && (
                    <Button
                      aria-label={`${words.remove}: ${card.name}`}
                      onPress={() => onRemove(card)}
                    >
                      {words.remove}
                    </Button>
                  )}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Curl({ card, onClose }: { card: NetworkSummary; onClose: () => void }) {
  const words = useRunsWords();
  const shell = useWords();
  const command = curlOf(card, location.origin);
  return (
    <Dialog title={words.curlOf(card.name)} close={shell.close} isOpen onClose={onClose}>
      <p className="soft">{words.curlHint}</p>
      <pre tabIndex={0} role="region" aria-label="curl">
        {command}
      </pre>
      <div className="row">
        <CopyButton main text={() => command} />
      </div>
    </Dialog>
  );
}

const MOST_BYTES = 11_900_000;

/** A dropped or chosen file. The server checks that it is a network, or reports what it is. */
function Upload({ onDone }: { onDone: (news: string) => void }) {
  const words = useRunsWords();
  const id = useId();
  const [error, setError] = useState<unknown>(null);
  const [isOver, setOver] = useState(false);
  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    if (file.size > MOST_BYTES) return setError(words.tooLarge);
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const card = await api.uploadNetwork(nameOfFile(file.name), base64Of(bytes));
      setError(null);
      onDone(words.uploaded(card.name));
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <div
      className="drop field"
      data-over={isOver}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void take(event.dataTransfer.files[0]);
      }}
    >
      <label htmlFor={id}>{words.upload}</label>
      <input
        id={id}
        type="file"
        accept=".edunn"
        onChange={(event) => {
          void take(event.target.files?.[0]);
          event.target.value = ""; // the same file may be chosen again
        }}
      />
      <p className="soft">{words.uploadHint}</p>
      <ErrorNote error={error} />
    </div>
  );
}
