/// What a realm says about itself to whoever asks: metadata (OpenID Connect Discovery, RFC 8414), its public keys
/// (RFC 7517), and the short description that older clients read.
@NullMarked
package dev.chancery.discovery;

import org.jspecify.annotations.NullMarked;
