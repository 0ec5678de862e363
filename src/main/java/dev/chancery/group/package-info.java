/// Groups of people: a tree in each realm.
///
/// Whoever is in a [Group] holds the roles that were granted to it and to those above it, and has their attributes
/// where they have none of their own; [Memberships] tells tokens of both. [DefineGroup] and [JoinGroup] ask that
/// the actor holds what people gain or lose by it.
@NullMarked
package dev.chancery.group;

import org.jspecify.annotations.NullMarked;
