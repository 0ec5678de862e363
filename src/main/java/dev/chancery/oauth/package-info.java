/// What every protocol room shares: the codes of refusals, and the address of an issuer.
///
/// [OAuthError] is the catalogue of codes; at the throw site it reads as English. [OAuthException] carries two
/// texts: one for the caller, one for the administrator.
///
/// [Busy] says that the server cannot do it now, and when to try again. [Preflight] answers the browsers that ask
/// before they post.
@NullMarked
package dev.chancery.oauth;

import org.jspecify.annotations.NullMarked;
