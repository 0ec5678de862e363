/// What a token says, beyond what every token must say.
///
/// A [ClaimsMapper] is one type of protocol mapper: on its [Turn] it sees a [ClaimsSource] and says something.
/// [MappedClaims] gives each mapper of the granted scopes and of the client its turn.
///
/// | type               | file                    |
/// |-------------------|------------------------|
/// | `user-attribute`  | [UserAttributeMapper]  |
/// | `user-property`   | [UserPropertyMapper]   |
/// | `full-name`       | [FullNameMapper]       |
/// | `address`         | [AddressMapper]        |
/// | `realm-roles`     | [RealmRolesMapper]     |
/// | `client-roles`    | [ClientRolesMapper]    |
/// | `groups`          | [GroupsMapper]         |
/// | `audience`        | [AudienceMapper]       |
/// | `audience-resolve`| [AudienceResolveMapper]|
/// | `hardcoded-claim` | [HardcodedClaimMapper] |
/// | `hardcoded-role`  | [HardcodedRoleMapper]  |
/// | `role-name`       | [RoleNameMapper]       |
/// | `allowed-origins` | [AllowedOriginsMapper] |
/// | `session-note`    | [SessionNoteMapper]    |
/// | `pairwise-subject`| [PairwiseSubjectMapper]|
/// | `acr`             | [AcrMapper]            |
///
/// **To add one:** implement `ClaimsMapper`, list it in `House.claimsMappers()`, add a row here.
@NullMarked
package dev.chancery.claims;

import org.jspecify.annotations.NullMarked;
