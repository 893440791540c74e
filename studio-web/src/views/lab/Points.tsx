import { useState } from "react";
import { api } from "../../engine/client";
import type { DataSummary, Point } from "../../engine/types";
import { useAnnounced } from "../../parts/Announcer";
import { ClassMark } from "../../parts/ClassMark";
import { ErrorNote } from "../../parts/ErrorNote";
import { classColour, shown } from "../../parts/pictures";
import { Button, Dialog, Segments, TextField } from "../../parts/widgets";
import { useWords } from "../../words";
import { LETTERS, onPicture, type Place, placeOf, pointOf, stepped } from "./hand";
import { freeName } from "./tables";
import { useLabWords } from "./words";

interface PointsProps {
  taken: string[];
  onClose: () => void;
  onAdded: (data: DataSummary) => void;
}

/** A data set of hand-placed points. */
export function Points({ taken, onClose, onAdded }: PointsProps) {
  const { reasons } = useWords();
  const words = useLabWords();
  const [points, setPoints] = useState<Point[]>([]);
  const [label, setLabel] = useState(0);
  const [name, setName] = useState(() => freeName(words.pointsName, taken));
  const [error, setError] = useState<unknown>(null);
  const save = () => api.addPoints(name, points).then(onAdded, setError);
  return (
    <Dialog title={words.place} close={useWords().close} isOpen onClose={onClose}>
      <p className="soft" id="place-hint">
        {words.placeHint}
      </p>
      <Segments
        label={words.pointClass}
        value={String(label)}
        options={[...LETTERS].map((title, place) => ({
          value: String(place),
          title,
          colour: classColour(place),
        }))}
        onChange={(value) => setLabel(Number(value))}
      />
      <Plane
        points={points}
        label={label}
        onLabel={setLabel}
        onPlace={(point) => setPoints((old) => [...old, point])}
      />
      <div className="row">
        <Button
          isDisabled={points.length === 0}
          why={reasons.undo}
          onPress={() => setPoints((old) => old.slice(0, -1))}
        >
          {words.undo}
        </Button>
        <Button isDisabled={points.length === 0} why={reasons.clear} onPress={() => setPoints([])}>
          {words.clear}
        </Button>
        <span className="soft">{words.points(points.length)}</span>
      </div>
      <TextField label={words.ownName} value={name} onChange={setName} />
      <ErrorNote error={error} />
      <Button main isDisabled={points.length < 4} why={words.fewPoints} onPress={() => void save()}>
        {words.usePoints}
      </Button>
    </Dialog>
  );
}

interface PlaneProps {
  points: Point[];
  label: number;
  onLabel: (label: number) => void;
  onPlace: (point: Point) => void;
}

function Plane({ points, label, onLabel, onPlace }: PlaneProps) {
  const words = useLabWords();
  const [cursor, setCursor] = useState<Place>({ x: 0, y: 0 });
  const [announcer, announce] = useAnnounced();
  const [hasFocus, setFocus] = useState(false);
  const put = (place: Place) => {
    onPlace(pointOf(place, label));
    announce(words.placed(LETTERS[label] ?? "", shown(place.x), shown(place.y)));
  };
  const press = (event: React.KeyboardEvent) => {
    const next = stepped(cursor, event.key);
    const number = Number(event.key);
    if (next !== null) {
      setCursor(next);
      announce(words.cursorAt(shown(next.x), shown(next.y)));
    } else if (event.key === "Enter" || event.key === " ") put(cursor);
    else if (number >= 1 && number <= LETTERS.length) onLabel(number - 1);
    else return;
    event.preventDefault();
  };
  const click = (event: React.MouseEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    const left = (event.clientX - box.left) / box.width;
    const place = placeOf(left, (event.clientY - box.top) / box.height);
    setCursor(place);
    put(place);
  };
  const mark = onPicture(cursor);
  return (
    <>
      <svg
        className="hand-plane"
        viewBox="0 0 100 100"
        role="application"
        aria-label={words.plane}
        aria-describedby="place-hint"

        tabIndex={0}
        onKeyDown={press}
        onClick={click}
        onFocus={() => setFocus(true)}
        onBlur={() => setFocus(false)}
      >
        <path d="M50 0V100M0 50H100" />
        {points.map((point, i) => {
          const at = onPicture(point);
          return <ClassMark key={i} place={point.label} at={at} radius={1.9} />;
        })}
        {hasFocus && (
          <g stroke={classColour(label)} className="hand-cursor">
            <circle cx={mark.x} cy={mark.y} r={3.2} />
            <path d={`M${mark.x - 5.5} ${mark.y}h11M${mark.x} ${mark.y - 5.5}v11`} />
          </g>
        )}
      </svg>
      {announcer}
    </>
  );
}
