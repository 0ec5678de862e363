/// Secrets, hashes, seals and signatures: the only room that draws random numbers or touches a key.
///
/// It knows no domain, no HTTP and no SQL. Everything secret in it keeps itself out of `toString`.
///
/// | what                                    | file                                   | specification        |
/// |-----------------------------------------|----------------------------------------|----------------------|
/// | ids and client secrets                  | [RandomToken]                          |                      |
/// | what is known again by its hash         | [TokenHash]                            | FIPS 180-4           |
/// | a client secret at rest                 | [SecretHash]                           | RFC 2104             |
/// | a password at rest, and its cost        | [PasswordHash] [Passwords] [Permits]   | RFC 9106             |
/// | codes that are new every 30 seconds     | [TotpSeed]                             | RFC 6238             |
/// | the key above all keys                  | [MasterKey] [MasterKeys]               | RFC 5869             |
/// | what must be read back                  | [Sealed]                               | NIST SP 800-38D      |
/// | a realm's key and what it signs         | [SigningKey] [Signer] [CompactJws]     | RFC 7515, 7518, 8037 |
/// | the public half, and what it vouches for| [VerificationKey] [Verifier] | RFC 7515, 8725     |
///
/// **To add a signature algorithm:** a line in [SignatureAlgorithm], a case in [KeyMaterial], and a row in
/// `SignerTest`.
@NullMarked
package dev.chancery.crypto;

import org.jspecify.annotations.NullMarked;
