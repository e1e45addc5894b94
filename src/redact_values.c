#include "redact_values.h"

void
redact_values_release(struct redact_values *values)
{
	hash_table_release(&values->table);
	*values = (struct redact_values) { 0 };
}

uint64_t
redact_hash(enum redact_kind kind, const char *bytes, size_t length)
{
	uint64_t hash = hash_any_case(HASH_SEED + kind, bytes, length);

	return hash == 0 ? 1 : hash;
}

bool
redact_values_has(const struct redact_values *values, uint64_t hash)
{
	return hash_table_has(&values->table, hash);
}

uint32_t
redact_number(struct redact_values *values, enum redact_kind kind,
    const char *bytes, size_t length)
{
	uint32_t *number = hash_table_put(&values->table,
	    redact_hash(kind, bytes, length));

	if (number == NULL)
		return 0;
	if (*number == 0)
		*number = ++values->numbers[kind];
	return *number;
}
