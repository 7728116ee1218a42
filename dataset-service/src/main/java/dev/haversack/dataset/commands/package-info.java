/**
 * Commands that can be given offline: what each of them changes, by section 5.2 of the facts.
 * Adding one is one class here, its name and outputs in the contract's {@code CommandName}, and a
 * schema of its parameters.
 */
@NullMarked
package dev.haversack.dataset.commands;

import org.jspecify.annotations.NullMarked;
