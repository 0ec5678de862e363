/// The REST API: one file for each resource, JSON in and out, refusals as RFC 9457.
///
/// [Bearer] turns a token into an actor. A resource reads the request into a document, calls an act or a query, and
/// shows what came of it; it decides nothing itself. [ApiProblem] is the one renderer of refusals.
/// [ListedClients] keeps pages as they were answered.
///
/// **To add a resource:** a file `XxxApi`, its routes in `Routes`, a row in the authorization matrix, and its paths in
/// the OpenAPI document; tests fail while one of them is missing.
@NullMarked
package dev.chancery.api;

import org.jspecify.annotations.NullMarked;
