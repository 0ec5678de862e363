/// How configuration is written down: the shape of a client, scope, role, group, person and realm.
///
/// The API shows and takes these shapes one by one. A shape knows its defaults and turns itself into settings; whether
/// they hold is for the resident's rules to say. [Member] is what all shapes share.
///
/// **To add one:** a record here, and its schema in the OpenAPI document.
@NullMarked
package dev.chancery.document;

import org.jspecify.annotations.NullMarked;
