/// What the certification plans of the OpenID Foundation ask of a server, without their suite: a test for each
/// module, its display name begins with the module's.
@NullMarked
package dev.chancery.spec.oidc.conformance;

import org.jspecify.annotations.NullMarked;
