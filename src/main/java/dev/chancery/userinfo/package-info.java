/// The userinfo endpoint: OpenID Connect Core §5.3. A client asks who signed in, and the answer is the database's.
@NullMarked
package dev.chancery.userinfo;

import org.jspecify.annotations.NullMarked;
