/// How configuration is written down: the shape of a client, scope, role, group, person and realm.
///
/// The API shows and takes these shapes one by one. A shape knows its defaults and turns itself into settings; whether
/// they hold is for the resident's rules to say. [Member] is what all shapes share.
///
/// [ExportRealm] writes a realm down as one document, [ApplyRealm] makes a realm what a document says. Each
/// [Section] is one kind of thing in it; [Part] is a section at work. What a dry run tells is what applying does,
/// taken back.
///
/// **To add one:** a record here, and its schema in the OpenAPI document; a member of a thing in a realm's
/// document also in `schema/realm-configuration.yaml`, and in the fixture of its test.
@NullMarked
package dev.chancery.document;

import org.jspecify.annotations.NullMarked;
