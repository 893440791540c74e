/** The doctor's line: one finding at a time, or quietly that all is well. */
import { useState } from "react";
import type { Run } from "../../../engine/types";
import { Button, Dialog } from "../../../parts/widgets";
import { useShortcuts } from "../../../store/shortcuts";
import { useWords } from "../../../words";
import { useSay } from "../../../words/messages";
import "./doctor.css";
import { FindingCard } from "./FindingCard";
import { useFindings } from "./useDoctor";
import { useDoctorWords } from "./words";

export function DoctorLine({ run, moment }: { run: Run; moment: string }) {
  const { reasons } = useWords();
  const words = useDoctorWords();
  const { close } = useWords();
  const say = useSay();
  const findings = useFindings(run, moment);
  const [isOpen, setOpen] = useState(false);
  const [place, setPlace] = useState(0);
  const shown = findings?.[Math.min(place, findings.length - 1)];
  useShortcuts({ doctor: () => shown && setOpen(true) });
  if (findings === null) return null;
  if (shown === undefined)
    return (
      <p className="doctor-line soft" data-tour="doctor">
        {words.well}
      </p>
    );
  const at = findings.indexOf(shown);
  return (
    <div className="note-line doctor-line" data-tour="doctor">
      <button type="button" className="plain" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <b>{words.doctor}:</b> {say(shown.message)}
        {findings.length > 1 && ` ${words.more(findings.length - 1)}`}
      </button>
      <Dialog title={words.title} close={close} isOpen={isOpen} onClose={() => setOpen(false)}>
        {findings.length > 1 && (
          <div className="row">
            <Button isDisabled={at === 0} why={reasons.first} onPress={() => setPlace(at - 1)}>
              {words.before}
            </Button>
            <span aria-live="polite">{words.place(at + 1, findings.length)}</span>
            <Button
              isDisabled={at === findings.length - 1}
              why={reasons.last}
              onPress={() => setPlace(at + 1)}
            >
              {words.next}
            </Button>
          </div>
        )}
        <FindingCard key={shown.rule} run={run} finding={shown} onDone={() => setOpen(false)} />
      </Dialog>
    </div>
  );
}
