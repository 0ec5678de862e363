/// The token endpoint (RFC 6749 §3.2) and one handler for each `grant_type` it serves.
///
/// [TokenEndpoint] parses the request, authenticates the client and picks a [GrantHandler]. A handler is one chapter of
/// its RFC, top to bottom: it answers with tokens or throws an `OAuthException`. It never sees HTTP and never writes
/// SQL.
///
/// | grant_type           | file                       | specification           |
/// |----------------------|----------------------------|-------------------------|
/// | `authorization_code` | [AuthorizationCodeHandler] | RFC 6749 §4.1, RFC 7636 |
/// | `refresh_token`      | [RefreshTokenHandler]      | RFC 6749 §6             |
/// | `client_credentials` | [ClientCredentialsHandler] | RFC 6749 §4.4           |
/// | `password`           | [PasswordHandler]          | RFC 6749 §4.3           |
/// | `…:device_code`      | [DeviceCodeHandler]        | RFC 8628 §3.4           |
///
/// **To add one:** write `XxxHandler`, add it to `Server.grantHandlers()`, add a row here, and a test under `spec/`.
/// `HouseRulesTest` fails while the list is incomplete.
@NullMarked
package dev.chancery.token;

import org.jspecify.annotations.NullMarked;
