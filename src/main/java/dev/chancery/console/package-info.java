/// The console: pages for administrators, written by the server, which work without scripts and are quicker with them.
///
/// It is a client like any other: people sign in to it by the code flow at `chancery-console` of their realm, and
/// whatever its pages show or do, it asks of `/api` with their token ([Backend]). So nothing is decided here.
///
/// | file               | what it settles                                                                     |
/// |--------------------|-------------------------------------------------------------------------------------|
/// | [Console]          | its addresses, one list                                                             |
/// | [Reception]        | who may come in, from where a form must have been sent, and what they are shown      |
/// | [Door]             | signing in and out                                                                  |
/// | [Seats]            | who sits here: a sealed cookie on one side, their tokens on the other                |
/// | [Visit]            | one request of somebody who is signed in: what they ask of the API, what they get    |
/// | [Language]         | in which language somebody reads it                                                  |
/// | [Done]             | what a form has done, said once                                                      |
/// | [Screen]           | what every template is given                                                        |
/// | [Fields], [Field]  | a form over a document of the API: what is shown, and the change that it asks for    |
/// | [Wording]          | what the API refuses with, in that language                                          |
/// | [Kind], [Subject]  | what has a page of tabs: a person, a group, a role                                    |
/// | [Listed]           | a part of a list, and the way to its other parts                                     |
/// | [Whole]            | the same, of a list that the API gives whole                                         |
/// | [Picks]            | what is ticked in a list                                                             |
/// | `…Pages`           | what there is to see and do, one file for each kind of thing                          |
///
/// A new page is a method of a `…Pages`, its line in [Console], a template in `src/main/jte/console`, and its words.
@NullMarked
package dev.chancery.console;

import org.jspecify.annotations.NullMarked;
