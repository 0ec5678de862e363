/// What was refused, and why: the true cause, for an administrator who was told a reference.
///
/// The caller of a protocol endpoint sees a standard error and a reference; [FailureCause] lists the causes with their
/// remedies, [FailureLog] remembers them off the request path, and [ExplainFailure] tells who may know.
///
/// **To add a cause:** a line in `FailureCause` and its words in `messages/failures`, thrown with the `OAuthException`.
@NullMarked
package dev.chancery.failure;

import org.jspecify.annotations.NullMarked;
