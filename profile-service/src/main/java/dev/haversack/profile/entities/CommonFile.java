package dev.haversack.profile.entities;

import dev.haversack.contract.model.Attribute;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * The resource file of the attributes that entities have in common.
 *
 * @param all what every entity has that does not come from the directory
 * @param user what user-owned entities have besides
 * @param process what instances of a business process flow have besides
 * @param activity what activities of the organization's own have besides
 * @param business what business-owned entities have besides
 */
@RegisterForReflection
record CommonFile(
    List<Attribute> all,
    List<Attribute> user,
    List<Attribute> process,
    List<Attribute> activity,
    List<Attribute> business) {}
