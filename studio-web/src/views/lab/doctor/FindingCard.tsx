/** One finding: what is wrong, why, the change, and what can be done about it. */
import { useState } from "react";
import { api } from "../../../engine/client";
import type { Experiment, Finding, Run } from "../../../engine/types";
import { ErrorNote } from "../../../parts/ErrorNote";
import { Button } from "../../../parts/widgets";
import { useExperiment } from "../../../store/experiment";
import { sendTo, useOrders } from "../../../store/orders";
import { keepAnswer, keepRun } from "../../../store/runs";
import { useCatalogueWords } from "../../../words/catalogue";
import { useSay } from "../../../words/messages";
import { ProofCard } from "./ProofCard";
import { useProof } from "./useDoctor";
import { useDoctorWords } from "./words";
import { useWords } from "../../../words";

interface FindingProps {
  run: Run;
  finding: Finding;
  onDone: () => void;
}

export function FindingCard({ run, finding, onDone }: FindingProps) {
  const say = useSay();
  return (
    <div className="finding">
      <p>
        <b>{say(finding.message)}</b>
      </p>
      <p>{say(finding.explanation)}</p>
      <Change finding={finding} />
      <Actions run={run} finding={finding} onDone={onDone} />
    </div>
  );
}

function Change({ finding }: { finding: Finding }) {
  const words = useDoctorWords();
  const names = useCatalogueWords();
  const say = useSay();
  const { code, settings = [] } = finding.change;
  const text = (value: boolean | number | string | null) =>
    value === null || value === "" ? words.none : names.titleOf(String(value));
  return (
    <div className="change">
      <h3>{settings.length > 0 ? words.change : words.advice}</h3>
      {settings.map(({ name, before, after }) => (
        <p key={name}>
          {words.fields[name] ?? names.nameOf("setting", name)}: {text(before)} →{" "}
          <b>{text(after)}</b>
        </p>
      ))}
      <code>{say(code)}</code>
    </div>
  );
}

function Actions({ run, finding, onDone }: FindingProps) {
  const { reasons } = useWords();
  const words = useDoctorWords();
  const proof = useProof(run.id);
  const { send, error: refused } = useOrders(run.id);
  const [error, setError] = useState<unknown>(null);
  const { experiment, command } = finding.change;
  const prove = () =>
    void keepAnswer("proofs", run.id, api.startProof(run.id, finding.rule)).catch(setError);
  const apply = async () => {
    const fresh = keepRun(await api.newRun(experiment as Experiment));
    useExperiment.getState().open(fresh.id, fresh.experiment);
    onDone();
    // this card belongs to the run before, and goes away with it
    setTimeout(() => document.querySelector<HTMLElement>(".bar-buttons .main")?.focus());
    await sendTo(fresh.id, [{ do: "play" }]);
  };
  const mine = proof?.rule === finding.rule ? proof : null;
  return (
    <>
      <div className="row">
        {finding.can_be_proved && (
          <Button isDisabled={mine?.is_running === true} why={reasons.running} onPress={prove}>
            {words.prove}
          </Button>
        )}
        {experiment && (
          <Button main onPress={() => void apply().catch(setError)}>
            {words.apply}
          </Button>
        )}
        {command && run.status !== "diverged" && (
          <Button onPress={() => void send(command).then(onDone)}>{words.live}</Button>
        )}
        <a className="button" href={`#/learn?lesson=${finding.lesson}`}>
          {words.why(finding.lesson)}
        </a>
      </div>
      <ErrorNote error={error ?? refused} />
      {mine && <ProofCard proof={mine} />}
    </>
  );
}
