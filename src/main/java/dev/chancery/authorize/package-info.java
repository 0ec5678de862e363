/// The authorization endpoint, and what lies between it and the code.
///
/// ```
/// AuthorizeEndpoint  client and redirect URI settled (else a page)      -> ReplyTo
///   AuthorizationChecks  one list, in order (else to the client)        -> Asked
///   Next.of(asked, standing, now)   a pure function, asked again after each step
///     Answer       IssueCode -> Delivery: 303 or a form, with state and iss
///     all others   Interactions.begin -> 303 to the page where people sign in
/// ```
///
/// What was asked waits in an [Interaction] on the server; the browser holds a handle, bound to it by a cookie that no
/// other site can send. Two phases, two fates of errors, two types: without a [ReplyTo] none can be sent anywhere.
@NullMarked
package dev.chancery.authorize;

import org.jspecify.annotations.NullMarked;
