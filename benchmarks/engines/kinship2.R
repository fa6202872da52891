# Asks kinship2 where it would put everyone. In: the family as JSON; out: [[person, x, level], ...], copies among them.
suppressMessages({library(kinship2); library(jsonlite)})
family <- fromJSON(file("stdin"), simplifyVector = FALSE)
id <- unlist(family$people)
sex <- ifelse(unlist(lapply(id, function(one) { s <- family$sex[[one]]; if (is.null(s)) "U" else s })) == "F", 2, 1)
dad <- rep(NA_character_, length(id)); mom <- dad; names(dad) <- id; names(mom) <- id; names(sex) <- id
born <- unlist(lapply(id, function(one) { b <- family$born[[one]]; if (is.null(b) || b == "") "9999" else b }))
extra <- list()
for (union in family$unions) {
  pair <- unlist(union$partners); children <- unlist(union$children)
  if (sex[[pair[1]]] == sex[[pair[2]]]) sex[[pair[2]]] <- 3 - sex[[pair[1]]]
  man <- pair[sex[pair] == 1]; woman <- pair[sex[pair] == 2]
  for (child in children) if (is.na(dad[[child]])) { dad[[child]] <- man; mom[[child]] <- woman }
  if (length(children) == 0) extra[[length(extra) + 1]] <- pair
}
order <- order(born)
id <- id[order]; sex <- sex[id]; dad <- dad[id]; mom <- mom[id]
given <- list(id = id, dadid = unname(dad), momid = unname(mom), sex = unname(sex))
given$dadid[is.na(given$dadid)] <- ""; given$momid[is.na(given$momid)] <- ""
given$missid <- ""
if (length(extra)) given$relation <- data.frame(id1 = sapply(extra, `[`, 1), id2 = sapply(extra, `[`, 2), code = 4)
family_drawn <- suppressWarnings(do.call(pedigree, given))
plan <- suppressWarnings(align.pedigree(family_drawn))
out <- list()
for (level in seq_along(plan$n)) for (k in seq_len(plan$n[level]))
  out[[length(out) + 1]] <- list(family_drawn$id[floor(plan$nid[level, k])], plan$pos[level, k], level)
cat(toJSON(out, auto_unbox = TRUE, digits = 6))
