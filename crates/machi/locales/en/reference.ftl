# The API's reference page; the descriptions in it are English.

reference-title = API reference
reference-description = Everything that a page of this site can do, described for programs.
reference-version = Version { $version }
reference-contents = Contents
reference-needs-sign-in = needs sign-in
reference-parameters = Parameters
reference-request = Request
reference-answers = Answers
reference-example = Example
reference-shapes = Data
reference-name = Name
reference-kind = Type
reference-meaning = Meaning
reference-required = required
