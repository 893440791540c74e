"""Data that is refused."""

DATA = {
    "data.empty_text": "{source} is empty. Expected a header and rows of comma-separated cells.",
    "data.only_a_header": "{source} has a header ({names}) but no rows below it.",
    "data.utf16": (
        '{source} begins as UTF-16 text does, but does not go on so. Save it as "CSV UTF-8".'
    ),
    "data.binary": (
        '{source} is a binary file, not a table of text. From a spreadsheet, export "CSV UTF-8".'
    ),
    "data.not_utf8": (
        "line {line} of {source} is not UTF-8: read as Western European text (Windows-1252). If "
        'letters look wrong, save the file as "CSV UTF-8"'
    ),
    "data.unreadable_line": (
        "{source}, line {line} cannot be read: {error}. Is a quotation mark not closed?"
    ),
    "data.column_twice": (
        "{source} has two columns called {name!r}, the {first}. and the {second}. Rename one of "
        "them."
    ),
    "data.cells": (
        "{source}, line {line}: expected {expected} cells ({names}), found {found}. Is a delimiter "
        "missing, or a text that contains one not in quotation marks?"
    ),
    "data.no_input_column": "{source} has no column to learn from: {reasons}.",
    "data.not_a_number": (
        "{where}: found {found!r}, expected a number as in most of this column. Correct it, "
        "leave it empty, or {remedy}."
    ),
    "data.not_numbers": (
        "{where}: found {found!r}, and {more} more cells of this column are no numbers, as most of "
        "it is. Correct them, leave them empty, or {remedy}."
    ),
    "data.not_numeric": (
        "column {name!r} was said to be numeric, but none of its cells is a number: it has "
        "{found!r}. Leave it out of the numeric columns."
    ),
    "data.no_number": (
        "{where}: found {found!r}, expected a number. Correct the cell, or leave it empty to have "
        "it filled."
    ),
    "data.unseen_category": (
        "{where}: found {found!r}, expected one of {known}. Correct the cell, or leave it empty to "
        "have it filled."
    ),
    "data.unseen_zeros": (
        "column {name!r}: {words} not in the training set, so all its inputs are 0"
    ),
    "data.unseen_filled": (
        "column {name!r}: {words} not in the training set, so the most frequent value stands there"
    ),
    "data.several": "{source} has {count} problems. {problems}",
    "data.very_many": "{source} has {count} problems, of which these are the first. {problems}",
    "data.next": "{one} - {other}",
    "data.chosen_twice": (
        "column {name!r} is named twice. Name it once: as numeric, categorical, or left out."
    ),
    "data.target_ignored": (
        "column {name!r} is the target and cannot be left out. Choose another target."
    ),
    "data.target_contradicted": (
        "the target {name!r} is named among the columns of a {said}, but the task is {task}. Leave "
        "one of them out."
    ),
    "data.one_column": (
        "{source} has one column only, with cells such as {found!r}: it is not separated by "
        "commas, semicolons, tabs, bars or spaces. Save it with one of them between the cells."
    ),
    "data.target_is_missing": "{source}: every cell of the target {name!r} is missing.",
    "data.target_is_constant": (
        "{source}: the target {name!r} is {value!r} in every row: nothing is left to learn. "
        "Choose another column by target=..."
    ),
    "data.too_many_classes": (
        "{source}: the target {name!r} has {count} different values in {rows} rows, too many for "
        'classes. Choose another column by target=..., or pass task="regression" for numbers.'
    ),
    "data.no_input": "there is no column to learn from: at least one input is needed.",
    "data.column_comes_twice": "column {name!r} comes twice. Give each column its own name.",
    "data.no_column": "{source} has no column {name!r}.{hint} It has: {names}.",
    "data.no_rows": "{source} is empty: there is not one row. Pass at least one.",
    "data.is_empty": "the data set is empty: there is not one row. Add rows to learn from.",
    "data.target_not_finite": (
        "a regression target is not a finite number. Correct it or drop its row."
    ),
    "data.infinite": (
        "row {row}, input {column} is infinite. Correct it, or make it NaN to have it filled."
    ),
    "data.too_few_to_split": (
        "too few rows to split (rows: {rows}, classes: {classes}): some class needs two rows, "
        "one for the training set and one to hold out. Add rows."
    ),
    "data.none_held_out": (
        "{name} has {rows}, too few to hold some out: it is evaluated on the rows that it was "
        "trained on"
    ),
    "data.held_out_none": (
        "no rows were held out when this model was trained. Evaluate it on rows of another file."
    ),
    "data.held_out_not_found": (
        "the rows that were held out in training are not found in {name}: it is another table, or "
        "it has changed. Evaluate the model on the table that it was trained on, or on all rows of "
        "this one."
    ),
    "data.nothing_left": (
        'every row of {name!r} has a missing value: none would be left. Pass missing="impute" '
        "to fill them."
    ),
    "data.empty_drawing": "the sheet is empty: there is no ink on the paper. Draw a digit first.",
    "data.several_digits": (
        "there are {count} digits on the sheet, or a digit and something as large. Only one can be "
        "read: cut the picture around it."
    ),
    "data.not_pixels": (
        "a picture must be an array of numbers, one or more per pixel. Open a file first, with "
        'Pillow for example: np.asarray(Image.open("seven.png")).'
    ),
    "data.not_a_picture": (
        "a picture is {shape} but must be (rows, columns), or (rows, columns, channels) of a grey "
        "or a colour image (RGB), with or without alpha."
    ),
    "data.drawing_not_finite": "the drawing has NaN or infinity in it: pixels are finite numbers.",
    "data.no_input_rows": "inputs are {shape}: no rows. Pass at least one.",
    "data.lengths": (
        "the sequences have different lengths: {lengths}. Cut all of them to the shortest, or pad "
        "them to the longest, with zeros in front."
    ),
    "data.row_lengths": (
        "inputs must be rows of numbers, all of one length, but have the lengths {lengths}. Cut "
        "sequences to the shortest, or pad them to the longest; edunn.data.from_csv reads tables."
    ),
    "data.no_numbers": (
        "{what} must be rows of numbers, all of one length, but NumPy says: {error}. Encode texts "
        "as numbers first, or let edunn.data.from_csv do it."
    ),
    "data.no_theta": (
        "{what} must be a vector of numbers, but NumPy says: {error}. Try model.theta = "
        "[0.0, ...], one number for each parameter."
    ),
    "data.no_array": (
        "{what} must all be of one length: numbers or texts in rows that are all of one length, "
        "but NumPy says: {error}."
    ),
    "data.complex": (
        "{what} are complex numbers, which have no place in a network. Pass their real and "
        "imaginary parts as two columns."
    ),
    "data.dates": (
        "{what} are dates or times, which are not numbers. Turn them into numbers yourself: the "
        "year, the month, or the days since the first."
    ),
    "data.not_collected": (
        "a {kind} is a query whose rows are not there yet. Collect them first: frame.collect()."
    ),
    "data.dataset_and_labels": (
        "a Dataset includes its labels, but labels came beside it. Pass the Dataset alone, or its "
        ".inputs with your labels."
    ),
    "data.no_labels": (
        "labels are {given}: no rows. Pass a list or array with one label for each row of inputs."
    ),
    "data.label_missing": (
        "the label in row {row} is {label}: missing or not finite. Drop the row or fill it in."
    ),
    "data.label_of_nothing": (
        "the label in row {row} is the text {label!r}: missing, and turned into a text by NumPy or "
        "pandas. Drop the row or fill it in."
    ),
    "data.no_label": (
        "the label in row {row} is of the kind {kind}; a text or a number is expected. Turn it "
        "into one first."
    ),
    "data.label_too_large": (
        "the label in row {row} is too large: whole numbers are below 2^63. Divide it, or pass a "
        "text."
    ),
    "data.label_not_utf8": (
        "the label in row {row} is {label}, bytes that are not UTF-8. Decode it first."
    ),
    "data.label_ends_in_nul": (
        "the label in row {row} is {label}: NumPy drops zero bytes at the end of a text, so it "
        "would become another label. Remove them."
    ),
    "data.no_class_names": (
        "classes is {given!r}, but a list with the name of each class is expected: "
        "classes=['no', 'yes']."
    ),
    "data.class_twice": "a class comes twice in {names}. Give each class its own name.",
    "data.one_class": (
        "the number of classes in the labels is 1 ({name!r}): there is nothing to tell apart. "
        "Pass rows of other classes too, or name all classes by classes=[...]."
    ),
    "data.no_shares": (
        "the targets in row {row} have the sum {sum:g}, but the outputs of softmax are "
        "probabilities with the sum 1. If several can be true at once, let the last layer be "
        "sigmoid and the loss binary_cross_entropy."
    ),
    "data.not_yes_or_no": (
        "a target in row {row} is {value:g}, but {loss} takes numbers from {low:g} to 1, for no "
        "and yes."
    ),
    "data.other_columns": (
        "the table's columns are not those of the training: {absent} absent, {unknown} unknown. "
        "Pass the columns {names}, in any order."
    ),
    "data.none": "none",
    "data.classes_of_labels": (
        "the number of classes in the labels is {count} ({shown}) but the network's last layer is "
        "made for {units}. Check the labels, or set the size of the last layer to {hint}."
    ),
    "data.unknown_label": (
        "label {name!r} in row {row} is not a class of this model. Its classes: {known}. If the "
        "rows of the first training lacked it, train a new model with classes=[...]."
    ),
    "data.empty_side": "validation_split={share} of {rows} rows leaves one side empty. Try 0.2.",
    "data.target_too_large": "the target in row {row} is too large for {dtype}.",
    "data.filled_with_median": (
        "{cells} in {columns} ({counts}) filled with the median of the training set"
    ),
    "data.filled_with_mode": (
        "{cells} in {columns} ({counts}) filled with the most frequent value of the training set"
    ),
    "data.rows_dropped": "{rows} with a missing cell dropped ({counts}), {left} left",
    "data.column_left_out": "column {name!r} left out: {reason}",
    "data.column_one_hot": "column {name!r} one-hot encoded: {categories}",
    "data.too_many_columns": (
        "{source} has {columns:,} columns, at most {most:,} are taken here. Are its rows and "
        "columns swapped? Otherwise leave some out of the file."
    ),
    "data.why.numbers": "its cells are numbers",
    "data.why.two_categories": "two categories: one input that is 0 or 1",
    "data.why.categories": "{count} categories: for each, one input that is 0 or 1",
    "data.why.last_column": "the last column",
    "data.why.target_numbers": "numbers, of many different values or with fractions",
    "data.why.target_words": "words: {classes}",
    "data.why.target_whole_numbers": "few different whole numbers: {classes}",
    "data.column_is_missing": "every cell is missing",
    "data.column_is_constant": "it is {value!r} in every row",
    "data.column_counts_rows": "it only counts or names the rows ({keep})",
    "data.column_of_dates": "it holds dates, and a new day is none of the old ones ({keep})",
    "data.as_chosen": "as you chose",
    "data.column_symbol": "column {name!r}: numbers with {symbol!r}",
    "data.column_comma": "column {name!r}: the comma is its decimal mark",
    "data.words_are_missing": "column {name!r}: missing where it says {words}",
    "data.keep.numeric": "numeric=[{name!r}] keeps it",
    "data.keep.categorical": "categorical=[{name!r}] keeps it",
    "data.no_categories": "{texts} different texts in {rows} rows are too many for categories",
    "data.only_the_target": (
        "the target is its only column (cells are separated by commas, semicolons, tabs, bars or "
        "spaces)"
    ),
    "data.no_target": "{rows} without a target dropped",
    "data.target_numbers": "target {name!r}: numbers (regression)",
    "data.target_classes": "target {name!r}: {classes}",
    "data.target_whole_numbers": (
        "target {name!r}: {classes}, as it has few different whole numbers; {remedy}"
    ),
    "data.no_header": "no header found: the columns are called {name} and so on",
    "data.remedy.categorical": (
        "pass categorical=[{name!r}] if these are categories, missing_values=[{found!r}] if that "
        "marks a gap, or ignore=[{name!r}] to leave the column out"
    ),
    "data.remedy.classification": (
        'pass task="classification" if these are classes, or missing_values=[{found!r}] if that '
        "marks a gap"
    ),
    "data.remedy.regression": 'pass task="regression" if they are amounts',
    "count.row": "{count} row",
    "count.rows": "{count:,} rows",
    "count.missing_cell": "{count} missing cell",
    "count.missing_cells": "{count:,} missing cells",
    "count.class": "{count} class",
    "count.classes": "{count:,} classes",
    "count.column": "{count} column",
    "count.columns": "{count:,} columns",
    "data.both": "{one}; {other}",
    "file.damaged": "{path} is a damaged model: {reason}",
    "file.of_others": (
        "{path} is a safetensors file, but not one of EduNN: nothing in it says how the layers go "
        "together. Build the model, and assign its numbers to model.theta."
    ),
    "file.unknown_class": (
        "{path}: {error} If it is a class of your own, call edunn.register(...) with it before you "
        "open the file."
    ),
    "file.is_newer": (
        "{path} was written by EduNN {edunn} in format {format}, and this version reads formats up "
        "to {most}. Install a newer EduNN."
    ),
}
