/// What people see on the way in and out: pages, as records, and how they are shown.
///
/// | file                    | what it settles                                                    |
/// |-------------------------|--------------------------------------------------------------------|
/// | [Page] and its records  | what each page says; its template is `src/main/jte/login/<name>.jte` |
/// | [Pages]                 | a page of a realm, in the language of whoever reads it              |
/// | [Sheet]                 | what a template is given                                            |
/// | [BrandFiles]            | a realm's colour and logo                                          |
/// | [Texts]                 | the words, in each language of `messages/`                          |
///
/// A new page is a record here, a template of its name, and its words in every language.
@NullMarked
package dev.chancery.login;

import org.jspecify.annotations.NullMarked;
