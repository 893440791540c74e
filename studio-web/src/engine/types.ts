/** The server's messages by name. Their one source is `edunn.studio.wire`, in Python. */
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Catalogue = Schemas["Catalogue"];
export type Choice = Schemas["Choice"];
export type FieldOf = Schemas["FieldOf"];
export type DataCard = Schemas["DataCard"];
export type DataView = Schemas["DataView"];
export type Row = Schemas["Row"];
export type Point = Schemas["Point"];
export type Experiment = Schemas["Experiment"];
export type DataChoice = Schemas["DataChoice"];
export type DenseChoice = Schemas["DenseChoice"];
export type DropoutChoice = Schemas["DropoutChoice"];
export type LayerChoice = DenseChoice | DropoutChoice;
export type WayChoice = Schemas["WayChoice"];
export type Setting = boolean | number | string;
export type Run = Schemas["Run"];
export type Status = Run["status"];
export type Curves = Schemas["Curves"];
export type Band = Schemas["Band"];
export type Plane = Schemas["Plane"];
export type NetworkLook = Schemas["NetworkLook"];
export type LayerLook = Schemas["LayerLook"];
export type BoundaryLook = Schemas["BoundaryLook"];
export type FiltersLook = Schemas["FiltersLook"];
export type NeuronPlane = Schemas["NeuronPlane"];
export type ResultsLook = Schemas["ResultsLook"];
export type TraceLook = Schemas["TraceLook"];
export type Sentence = Schemas["Sentence"];
export type Origin = Schemas["Origin"];
export type PopulationLook = Schemas["PopulationLook"];
export type FamilyLook = Schemas["FamilyLook"];
export type BreedingLook = Schemas["BreedingLook"];
export type NetworkCard = Schemas["NetworkCard"];
export type DigitLook = Schemas["DigitLook"];
export type KeptDigit = Schemas["KeptDigit"];
export type Tuning = Schemas["Tuning"];
export type PartResults = Schemas["PartResults"];
export type Refusal = Schemas["Refusal"];
export type StudioEvent =
  | Schemas["RunChanged"]
  | Schemas["CurvesGrew"]
  | Schemas["RunGone"]
  | Schemas["BandGrew"]
  | Schemas["TuningWent"]
  | Schemas["Restarted"];
export type Command =
  | Schemas["Play"]
  | Schemas["Pause"]
  | Schemas["Step"]
  | Schemas["OneEpoch"]
  | Schemas["Reset"]
  | Schemas["Pace"]
  | Schemas["Rate"]
  | Schemas["GoBack"]
  | Schemas["Extend"];
