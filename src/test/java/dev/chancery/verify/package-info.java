/// Tokens and sign-in judged by software that is not ours, as its users configure it: OpenSSL, PyJWT, jose,
/// openid-client and oauth4webapi for Node, keycloak-js and oidc-client-ts in a browser, and Spring Security,
/// its `oauth2Login` and its resource server.
@NullMarked
package dev.chancery.verify;

import org.jspecify.annotations.NullMarked;
