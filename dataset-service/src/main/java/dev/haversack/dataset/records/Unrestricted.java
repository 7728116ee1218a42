package dev.haversack.dataset.records;

import dev.haversack.dataset.configuration.EntityModel;
import java.util.Collection;
import java.util.List;

/** For administrators' imports: no record is out of reach. */
public final class Unrestricted implements Permissions {

  @Override
  public void mayUseEntity(String entity, Use use) {}

  @Override
  public void maySet(EntityModel entity, Collection<String> names) {}

  @Override
  public void mayCreate(String entity, RecordAccess access, boolean ownedBySomebodyElse) {}

  @Override
  public void maySee(RecordRow row) {}

  @Override
  public void mayChange(RecordRow row) {}

  @Override
  public void mayAssign(RecordRow row) {}

  @Override
  public void mayDelete(RecordRow row) {}

  @Override
  public void mayAssociate(List<Reference.Resolved> references) {}

  @Override
  public void mayAppend(String entity, RecordAccess access, List<Reference.Resolved> references) {}
}
