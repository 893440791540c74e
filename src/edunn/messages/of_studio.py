"""What the studio refuses, and how its runs stand."""

STUDIO = {
    "run.has_diverged": "this run has diverged: go back first, then change the learning rate.",
    "run.has_not_diverged": "this run has not diverged: there is nothing to go back from.",
    "run.went_wrong": "this run went wrong: reset it, or go back, before you extend it.",
    "run.is_over": "this run is over: extend it, reset it, or start another one.",
    "run.is_back": "Back at the last good network, with {halved}.",
    "run.interrupted": "The studio stopped during this run: Play resumes it.",
    "studio.is_busy": "this takes long: the studio is still at work on it. Try again in a moment.",
    "run.is_busy": (
        "this run is in the middle of a long step: try again in a moment, or choose a smaller "
        "population or batch."
    ),
    "run.is_being_made": "this run is large: it is being made, and will be in the list soon.",
    "run.is_not_compiled": (
        "The compiled engine is made ready for this computer, once. Until it is there, the "
        "readable engine trains, more slowly."
    ),
    "run.no_memory": (
        "the runs in progress fill {taken:,.0f} MB of memory, and this one needs {own:,.0f} MB "
        "more: pause or delete one of them first."
    ),
    "run.pauses_soon": "this run is in the middle of a long step, and pauses after it.",
    "workspace.is_taken": (
        "the workspace {folder} is open in another studio{address}: use that one, or name another "
        "folder with --workspace."
    ),
    "workspace.cannot_be_used": (
        "the workspace {folder} cannot be used ({reason}): name a folder that you can write into."
    ),
    "storage.is_full": (
        "there is no space left on the disk of {file}: delete something there, or use another "
        "workspace. What was saved before is still there."
    ),
    "storage.is_denied": (
        "{file} cannot be read or written ({reason}): it, its folder or its disk may be "
        "read-only, or belong to another user. Allow it, or use another workspace."
    ),
    "storage.is_locked": (
        "{file} is locked by another program: close that program, or wait until it is done, and "
        "try again."
    ),
    "storage.is_damaged": (
        "{file} is damaged ({reason}): stop the studio, move the file away, and start again."
    ),
    "storage.is_of_others": (
        "{file} is not a file of runs that this version of EduNN can read ({reason}). Move it "
        "away, and the studio will create a new one."
    ),
    "storage.failed": (
        "{file} cannot be read or written ({reason}): the disk may be damaged or disconnected, "
        "or too many files be open."
    ),
    "storage.a_file": "a file of the workspace",
    "storage.written_anew": (
        "{file} was deleted or moved while the studio was running. It was written anew, with all "
        "runs and records, at {time}."
    ),
    "storage.set_aside": (
        "{file} was replaced by another file while the studio was running. That is now called "
        "{other}, and {file} was written anew, with all runs and records, at {time}."
    ),
    "run.is_unreadable": (
        "Run {number} cannot be read: a row of it in {file} is damaged. It stays in the file until "
        "the run is deleted. The other runs are not affected."
    ),
    "run.too_many": "there are {most} runs already: delete some.",
    "run.not_found": "there is no run {number}: it may have been deleted.",
    "run.too_many_epochs": "a run has at most {most:,} epochs, and this would be {total:,}.",
    "digit.is_unreadable": (
        "Digit {number} of My digits cannot be read: its row in runs.sqlite is damaged. The others "
        "are not affected."
    ),
    "exercise.is_above": (
        "{names}: exercise {number} of this lesson asks for it. Write it there first."
    ),
    "digit.not_found": "there is no digit {number}: it may have been deleted.",
    "network.is_included": "{name!r} is included with EduNN: choose another name.",
    "digit.tuning_in_progress": "a fine-tuning is in progress already: wait until it is done.",
    "network.exists": "there is a network called {name!r} already: choose another name.",
    "table.is_in_use": (
        "{name!r} is the data of these runs: {runs}. Their networks could not be opened without "
        "it. Delete these runs first."
    ),
    "network.cannot_be_deleted": "{name!r} is included with EduNN and cannot be deleted.",
    "network.not_found": "there is no network called {name!r} in this workspace.",
    "network.is_the_included": (
        "{name!r} is the network included with EduNN: choose another name."
    ),
    "network.too_many": "the workspace has {most} networks: delete some.",
    "table.not_found": "there is no table {name!r}. There are: {known}.",
    "table.none_yet": "none yet",
    "table.not_yours": "there is no table {name!r} of your own to delete.",
    "table.options_of_another": (
        "the columns are no longer those of the table that was added, so what was chosen for them "
        "is not used. To choose again, delete the table and add it anew"
    ),
    "table.options_are_damaged": (
        "{file}, with the options by which the table beside it is read, is damaged. Delete it to "
        "have the table read without them, or add the table again under another name."
    ),
    "table.exists": "there is a data set {name!r} already. Choose another name, or delete it.",
    "table.is_too_large": (
        "{name} has {rows:,} rows and {inputs:,} inputs; the studio takes at most {most_rows:,} "
        "and {most_columns:,}. Use EduNN from Python for more."
    ),
    "run.has_no_learning_rate": (
        "evolution needs no gradients, so it has no learning rate to change in mid-run. Its "
        "settings are fixed when it starts: copy the run and change them."
    ),
    "run.settings_stay": (
        "the settings of an evolution are fixed when it starts. Change them, and start a new run."
    ),
    "network.is_too_large": (
        "this network has {parameters:,} parameters, but at most {most:,} are allowed here: take "
        "fewer or smaller layers."
    ),
    "network.is_too_wide": (
        "a layer of this network holds {numbers:,} numbers for each row, but at most {most:,} are "
        "allowed here: take fewer filters, a smaller kernel, or more pooling below it."
    ),
    "setting.population_is_no_number": "population_size is {size!r}, but must be a whole number.",
    "setting.population_is_too_large": (
        "population_size is {size}, but this network allows at most {most}: take fewer "
        "individuals, or a smaller network."
    ),
    "setting.in_its_own_place": "{name} is no setting of {algorithm}: choose it in its own field.",
    "view.images_have_no_plane": (
        "{name} has images of {inputs} pixels, and a plane of two pixels shows nothing. Look at "
        "the weights of the first layer instead, or choose a data set with few inputs."
    ),
    "view.one_input": (
        "{name} has one input, but a plane needs two. Look at the results instead, which show each "
        "prediction beside its target."
    ),
    "view.axes": (
        "the axes are inputs {across} and {up}, but must be two different ones of 0 to {last}."
    ),
    "view.only_evolution": "only evolution has individuals: leave the individual out.",
    "view.no_individual": "there is no individual {individual}: they are 0 to {last}.",
    "view.no_generation": (
        "there is no generation yet: the run has not been trained since it was opened, or uses "
        "gradient descent. Let an evolutionary run do one step."
    ),
    "view.no_breeding": (
        "{name} samples individuals from a search distribution instead of breeding them. Choose "
        '"genetic_algorithm" to see a child gene by gene.'
    ),
    "view.parents": "the parents are {mother} and {father}, but individuals are 0 to {last}.",
    "digit.canvas": (
        "the canvas has {bytes} bytes, but side {side} means {expected}: send one byte per pixel."
    ),
    "digit.photo": (
        "the photo has {bytes} bytes: expected four for each of its {width} x {height} pixels."
    ),
    "digit.wrong_network": (
        "this network takes {shape} but a digit has {pixels} pixels: choose one that was trained "
        "on MNIST."
    ),
    "digit.no_classes": "this network has no classes: choose one that was trained on MNIST.",
    "digit.not_base64": "the canvas is not Base64: {error}.",
    "digit.none_saved": "My digits is empty: draw some digits, and save them with their labels.",
    "digit.not_all_digits": (
        "this network does not classify all digits: choose one that was trained on MNIST."
    ),
    "network.is_missing": "this installation of EduNN lacks its trained network for digits.",
    "network.not_base64": "the content of the file is not Base64.",
    "name.not_valid": (
        "{name!r} is not a valid name: start with a letter or a digit, followed by at most 63 "
        "letters, digits, spaces, dots, dashes, underscores and brackets, such as 'my flowers'."
    ),
    "name.leads_out": "{name!r} leads out of {folder}: choose another name.",
    "run.is_lost": (
        "The network of this run cannot be restored: {reason} Its records are still here. Reset "
        "the run to start again."
    ),
    "run.file_is_gone": "its file is gone.",
    "run.failed": "{kind}: {error}",
    "run.with_half_rate": "learning rate {rate:g}",
    "run.with_half_step": "half the step size, and a new generation around it",
    "run.seeds_stopped": "Stopped.",
    "digit.empty_canvas": "The canvas is empty. Draw a digit from 0 to 9.",
    "digit.tuned": (
        "Accuracy on My digits: {mine_before:.0%} -> {mine_after:.0%}; on MNIST: "
        "{mnist_before:.2%} -> {mnist_after:.2%}."
    ),
    "request.failed": "Something went wrong in the studio; see its log.",
    "request.invalid": "{field}: {reason}.",
    "request.invalid_and_more": "{field}: {reason} ({more} more).",
    "request.greater_than_equal": "must be {ge:g} or more",
    "request.greater_than": "must be more than {gt:g}",
    "request.less_than_equal": "must be {le:g} or less",
    "request.less_than": "must be less than {lt:g}",
    "request.too_long": "must have {max_length} items or fewer",
    "request.too_short": "must have {min_length} items or more",
    "request.missing": "is missing",
    "request.extra_forbidden": "is not known",
    "request.float_parsing": "must be a number",
    "request.float_type": "must be a number",
    "request.int_parsing": "must be a whole number",
    "request.int_type": "must be a whole number",
    "request.no_scalar": "must be a finite number, true, false or a word",
    "request.string_type": "must be a string",
    "request.list_type": "must be a list",
    "request.model_type": "must be a JSON object",
    "request.too_many_pages": "{most} pages are connected already: close one of them.",
    "run.not_saved": "The run could not be saved: {error}",
    "request.string_too_long": "must have {max_length} characters or fewer",
    "request.string_too_short": "must have {min_length} characters or more",
    "request.string_pattern_mismatch": (
        "must start with a letter or a digit, followed by at most 63 letters, digits, spaces, "
        "dots, dashes, underscores and brackets"
    ),
    "request.int_from_float": "must be a whole number",
    "request.finite_number": "must be a finite number",
    "request.bool_type": "must be true or false",
    "request.bool_parsing": "must be true or false",
    "request.dict_type": "must be a JSON object",
    "request.literal_error": "is not one of the choices",
    "request.union_tag_invalid": "is not one of the choices",
    "request.union_tag_not_found": "is missing",
    "request.json_invalid": "is not valid JSON",
    "request.is_broken_json": (
        "the request is not valid JSON, or is nested too deeply, or has a number that is too long."
    ),
    "request.reply_is_infinite": (
        "the outputs of the network are infinite or not a number, which JSON cannot express: its "
        "weights or these inputs are too large. Try smaller inputs, or another network."
    ),
    "request.no_such_address": "there is nothing at this address.",
    "request.no_such_method": "this address does not take such a request.",
    "request.is_too_large": "the request is too large for the studio.",
    "request.is_no_json": "expected application/json, but the content type is {sent}.",
    "request.of_another_site": "this request comes from another site's page.",
    "request.wrong_host": "this is not a name of this studio.",
    "request.no_token": "open the address that `edunn studio` printed; it works once.",
    "request.is_bad": "the request cannot be understood.",
    "exercise.is_not_private": (
        "others can reach this studio without a token, so it runs no programs of a page. Start it "
        "for this machine alone:  edunn studio"
    ),
    "progress.too_many": "the workspace keeps {most:,} marks of progress: that is enough.",
    "doctor.is_well_now": "the doctor does not find this any more: the run has gone on.",
}
