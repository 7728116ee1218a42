package dev.haversack.profile.entities;

import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.Ownership;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * A resource file that describes a built-in entity.
 *
 * @param logicalName its name
 * @param displayName its name for people
 * @param ownership who owns its records
 * @param primaryNameAttribute the attribute that shows what a record is
 * @param directory whether its records come from the directory
 * @param attributes its attributes but for the common ones; one of the same name replaces a common
 *     one
 */
@RegisterForReflection
record EntityFile(
    String logicalName,
    String displayName,
    Ownership ownership,
    String primaryNameAttribute,
    boolean directory,
    boolean activity,
    List<Attribute> attributes) {}
