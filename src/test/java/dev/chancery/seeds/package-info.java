/// The three documents that this server was built after, row by row: A is the walk-through of a client in Keycloak's
/// console, B the "OAuth Clients API", C the authentication page of an API.
///
/// Their command lines run as they are printed there; only the host, and what stands in angle brackets, is filled in.
@NullMarked
package dev.chancery.seeds;

import org.jspecify.annotations.NullMarked;
