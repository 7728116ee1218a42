/**
 * Filters as FetchXML text: the other form of the contract's tree, read and printed without loss.
 * Free of any framework, and here because a form of the contract belongs to nobody's service.
 */
@NullMarked
package dev.haversack.contract.fetchxml;

import org.jspecify.annotations.NullMarked;
