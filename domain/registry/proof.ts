/** 凭证 What may prove identity or parentage; nothing else can be asked for. */
import * as z from 'zod';

export const Proof = z.enum(['BIRTH_CERTIFICATE', 'PARENTAGE_TEST', 'COURT_DECISION', 'STATEMENT']);
