package governance.runtime.internal.cli.run;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a run could not use of its data: rows rejected, texts cut, tags that continue no entity. */
final class DataNotes {
  private final JsonObject card;

  DataNotes(JsonObject card) {
    this.card = card;
  }

  /** A line for each thing that is worth a warning; empty if all was used. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    rejected(lines);
    cut(lines);
    tags(lines);
    return lines;
  }

  private void rejected(List<String> lines) {
    JsonObject rows = part("rows");
    long rejected = number(rows, "rejected");
    if (rejected > 0 && card.get("rejected") instanceof JsonArray all && !all.isEmpty()) {
      JsonObject first = all.get(0).getAsJsonObject();
      lines.add(
          String.format(
              Locale.ROOT,
              "%,d of %,d rows rejected; first %s line %,d: %s",
              rejected,
              number(rows, "read"),
              ResultView.string(first, "file"),
              number(first, "line"),
              ResultView.string(first, "reason")));
    }
  }

  private void cut(List<String> lines) {
    JsonObject cut = part("truncation");
    long texts = number(cut, "truncated");
    if (texts > 0) {
      long tagged = number(cut, "lostTaggedWords");
      lines.add(
          String.format(
              Locale.ROOT,
              "%,d texts (%.1f %%) cut at train.maxLength %,d, longest %,d; %,d words lost%s",
              texts,
              100 * cut.get("share").getAsDouble(),
              number(cut, "maxLength"),
              number(cut, "longest"),
              number(cut, "lostWords"),
              tagged > 0 ? String.format(Locale.ROOT, ", %,d of them with a tag", tagged) : ""));
    }
  }

  private void tags(List<String> lines) {
    JsonObject tags = part("tags");
    long orphans = number(tags, "orphans");
    if (orphans > 0 && tags.get("lines") instanceof JsonArray at && !at.isEmpty()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%,d tags continue no entity, first on line %,d",
              orphans,
              at.get(0).getAsLong()));
    }
  }

  private JsonObject part(String key) {
    return card.get(key) instanceof JsonObject part ? part : new JsonObject();
  }

  private static long number(JsonObject owner, String key) {
    JsonElement value = owner.get(key);
    return value instanceof JsonPrimitive p && p.isNumber() ? p.getAsLong() : 0;
  }
}
