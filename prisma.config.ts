import { defineConfig } from 'prisma/config';

/** For those who run Prisma's own CLI beside Bailiwick, such as `prisma migrate deploy`. */
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
});
