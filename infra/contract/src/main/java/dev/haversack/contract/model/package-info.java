/** The records of the contract's schemas, one per schema and of the same name. */
@NullMarked
package dev.haversack.contract.model;

import org.jspecify.annotations.NullMarked;
