/// The command line: one file for each command, and `Program`, which lists them.
///
/// What administers is an HTTP client of `/api`, like anybody's: [Api] signs the request with the token that
/// [LoginCommand] has put into [Profiles]. What works on the store itself asks the [Operator], whom the root of
/// the house provides; this room opens no database. Secrets come from a prompt, standard input or the environment,
/// never from arguments.
///
/// A command ends with 0 when it is done, 1 when it was refused, 2 when it was called or configured wrongly,
/// 3 when one has to sign in first; `plan` also with 2, when something would change. With `--dry-run` ([DryRun]) it
/// ends as it would without, and has done nothing.
///
/// **To add one:** a file `XxxCommand` and a line in `Program`.
@NullMarked
package dev.chancery.cli;

import org.jspecify.annotations.NullMarked;
