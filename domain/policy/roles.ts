/** 角色 Who may act at all: roles of staff, systems and citizens. What each may do is in the table of authorities. */

export const ROLES = [
  'TownshipWorker',
  'CountyRegistrar',
  'PublicSecurityClerk',
  'HealthInstitution',
  'BenefitOfficer',
  'LegalReviewer',
  'StatisticsOfficer',
  'Inspector',
  'ReviewOrgan',
  'AssessmentOfficer',
  'PrivacyOfficer',
  'AssociationWorker',
  'RegionalSystem',
  'Citizen',
  'Auditor',
] as const;
export type Role = (typeof ROLES)[number];
export const isRole = (text: string): text is Role => (ROLES as readonly string[]).includes(text);
