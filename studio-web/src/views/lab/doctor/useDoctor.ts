/** What the doctor says of a run as it is now, and how its proof goes. */
import { useEffect } from "react";
import { api } from "../../../engine/client";
import type { Finding, ProofState, Run } from "../../../engine/types";
import { useCalm, useView } from "../../../parts/useView";
import { keepAnswer, useRuns } from "../../../store/runs";

/** Milliseconds between two looks at a run in progress. */
const CALM_MS = 1_500;

/** The findings, the most telling first; null where there is nothing to look at yet. */
export function useFindings(run: Run, moment: string): Finding[] | null {
  const subject = run.epoch > 0 || run.status === "diverged" ? String(run.id) : null;
  const { value, error } = useView(subject, useCalm(moment, CALM_MS), () => api.diagnosis(run.id));
  return error === null && value !== null ? value.findings : null;
}

/** The last proof of a run; null where there was none. */
export function useProof(run: number): ProofState | null {
  const proof = useRuns((state) => state.proofs[run]);
  const restarts = useRuns((state) => state.restarts);
  useEffect(() => {
    keepAnswer("proofs", run, api.proof(run)).catch(() => undefined);
  }, [run, restarts]);
  return proof && proof.rule !== "" ? proof : null;
}
