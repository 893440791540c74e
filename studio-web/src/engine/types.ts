/** The names of the server's messages. They are defined in `edunn.studio`, in Python. */
import type { components } from "./schema";

export type Schemas = components["schemas"];

export type Catalogue = Schemas["Catalogue"];
export type Choice = Schemas["Choice"];
export type FieldOf = Schemas["FieldOf"];
export type DataSummary = Schemas["DataSummary"];
export type DataView = Schemas["DataView"];
export type Row = Schemas["Row"];
export type Point = Schemas["Point"];
/** An experiment and its parts; missing fields take the server's defaults. */
export interface Experiment extends Partial<
  Omit<Schemas["Experiment"], "data" | "hidden" | "algorithm">
> {
  data?: DataChoice;
  hidden?: LayerChoice[];
  algorithm?: AlgorithmChoice;
}
export type DataChoice = Partial<Schemas["DataChoice"]>;
export type DenseChoice = Partial<Schemas["DenseChoice"]>;
export type DropoutChoice = Partial<Schemas["DropoutChoice"]> & { kind: "dropout" };
/** Any other layer, by its name in the catalogue. */
export type NamedLayerChoice = Partial<Omit<Schemas["NamedLayerChoice"], "kind">> & {
  kind: "layer";
};
export type LayerChoice = DenseChoice | DropoutChoice | NamedLayerChoice;
export type AlgorithmChoice = Partial<Schemas["AlgorithmChoice"]>;
export type TableReading = Schemas["TableReading"];
export type TableColumn = Schemas["TableColumn"];
/** A table of one's own: a pasted text, or the bytes of a file in base64. */
export type TableContent = { text: string } | { file: string };
/** How a table is read where the guess is wrong. */
export type TableOptions = Partial<Omit<Schemas["NewTable"], "name" | "text" | "file">>;
export type Setting = boolean | number | string;
export type Run = Schemas["Run"];
export type Status = Run["status"];
export type Curves = Schemas["Curves"];
export type Band = Schemas["Band"];
export type Plane = Schemas["Plane"];
export type NetworkView = Schemas["NetworkView"];
export type LayerView = Schemas["LayerView"];
export type LayerSummary = Schemas["LayerSummary"];
export type BoundaryView = Schemas["BoundaryView"];
export type FiltersView = Schemas["FiltersView"];
export type NeuronPlane = Schemas["NeuronPlane"];
export type ResultsView = Schemas["ResultsView"];
export type TraceView = Schemas["TraceView"];
export type Sentence = Schemas["Sentence"];
export type Lines = Schemas["Lines"];
export type Origin = Schemas["Origin"];
export type PopulationView = Schemas["PopulationView"];
export type FamilyView = Schemas["FamilyView"];
export type BreedingView = Schemas["BreedingView"];
export type NetworkSummary = Schemas["NetworkSummary"];
/** A drawing, or a photo of one. */
export type SentDrawing = Schemas["Drawing"] | Schemas["Photo"];
export type DigitView = Schemas["DigitView"];
export type KeptDigit = Schemas["KeptDigit"];
export type Tuning = Schemas["Tuning"];
export type PartResults = Schemas["PartResults"];
export type Refusal = Schemas["Refusal"];
export type StudioEvent =
  | Schemas["RunChanged"]
  | Schemas["CurvesGrew"]
  | Schemas["RunGone"]
  | Schemas["BandGrew"]
  | Schemas["ProofWent"]
  | Schemas["TuningWent"]
  | Schemas["Restarted"];
export type Command = Schemas["Order"]["command"];
export type DiagnosisView = Schemas["DiagnosisView"];
export type Finding = Schemas["FoundByDoctor"];
export type ProofState = Schemas["ProofState"];
export type LessonCard = Schemas["LessonCard"];
export type LessonPart = Schemas["LessonView"]["parts"][number];
export type LessonResults = Schemas["LessonResults"];
export type ShownResult = LessonResults["cells"][number][number];
export type CodePart = Schemas["CodeCell"];
export type Spot = Schemas["Place"];
export type ExercisePart = Schemas["ExercisePart"];
export type QuestionPart = Schemas["QuestionPart"];
export type CheckResult = Schemas["CheckResult"];
export type Mark = Schemas["Mark"];
export type NewMark = Schemas["NewMark"];
