/// The specifications that this server follows, over real HTTP: a folder for each, a class for a section, a test for a
/// requirement.
@NullMarked
package dev.chancery.spec;

import org.jspecify.annotations.NullMarked;
