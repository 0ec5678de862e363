/// How a client proves who it is at the token endpoint and its neighbours: RFC 6749 §2.3.
///
/// | method                | file              | specification     |
/// |-----------------------|-------------------|-------------------|
/// | `client_secret_basic` | [SecretBasic]     | RFC 6749 §2.3.1   |
/// | `client_secret_post`  | [SecretPost]      | RFC 6749 §2.3.1   |
/// | `none`                | [PublicClient]    | RFC 7591 §2       |
///
/// **To add one:** implement [ClientAuthMethod], list it in `Server.clientAuthMethods()`, add a row here.
@NullMarked
package dev.chancery.clientauth;

import org.jspecify.annotations.NullMarked;
